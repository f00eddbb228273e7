package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.experiment.LeftOut.Why;
import trailbench.format.Yaml;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.work.Progress;

class ComparedLogTest {
    @TempDir
    private Path folder;

    private Prepared prepared;

    private ComparedLog find(String log, String recipe) throws IOException {
        Files.writeString(folder.resolve("log.csv"), log);
        Experiment circle = SyntheticLog.experiment(folder.resolve("log.csv"));
        Experiment experiment = new Experiment(
                "circle", Yaml.parse(recipe, "recipe", LogRecipe.class), circle.sequences(), circle.split(), circle.graph(), circle.training(),
                circle.evaluation());
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Log")) {
            project.save(experiment);
            Preparation preparation = new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs")));
            prepared = preparation.prepare(project, experiment, Progress.SILENT);
            return ComparedLog.find(experiment.log(), project.folder(), prepared, Progress.SILENT);
        }
    }

    @Test
    void everyRuleAndEveryRejectionIsNamedWithItsLine() throws IOException {
        ComparedLog rows = find(
                """
                user,item,behaviour,time,title
                ann,a,view,100,"Tea, green"
                ann,b,view,101,Bread
                ann,b,view,102,Bread
                ann,c,search,103,Cake
                ann,rare,view,104,Rare thing
                ann,a,view,105,"Tea, green"
                ann,a,view,105,"Tea, green"
                ann,b,view,soon,Bread
                ann,,view,106,Nothing
                bob,a,view,110,"Tea, green"
                bob,b,view,111,Bread
                bob,a,view,112,"Tea, green"
                cy,a,view,120,"Tea, green"
                cy,once,view,121,Once
                ,a,view,130,"Tea, green"
                bob,,view,113,ann
                """,
                """
                files: ['../log.csv']
                columns: {user: user, item: item, behaviour: behaviour, time: time, title: title, time_format: seconds}
                clean: {min_user_events: 3, min_item_events: 2, keep_behaviours: [view], drop_consecutive_repeats: true}
                """);

        assertEquals(
                List.of("4 CONSECUTIVE_REPEAT b Bread", "5 BEHAVIOUR_NOT_KEPT c Cake", "6 ITEM_WITH_FEW_EVENTS rare Rare thing",
                        "8 REJECTED duplicate", "9 REJECTED bad time", "10 REJECTED no item"),
                rows.of("ann").stream().map(ComparedLogTest::words).toList());
        assertEquals("ann,b,view,soon,Bread", rows.of("ann").get(4).row());
        assertEquals(
                List.of("14 USER_WITH_FEW_EVENTS a Tea, green", "15 USER_AND_ITEM_WITH_FEW_EVENTS once Once"),
                rows.of("cy").stream().map(ComparedLogTest::words).toList());
        assertEquals(List.of("17 REJECTED no item"), rows.of("bob").stream().map(ComparedLogTest::words).toList());
        assertEquals(List.of(), rows.of("nobody"));
    }

    private static String words(LeftOut row) {
        return row.line() + " " + row.why() + " " + (row.why() == Why.REJECTED ? row.reason() : row.item() + " " + row.title());
    }

    @Test
    void asManyRowsAreFoundAsPreparationSaysItRemoved() throws IOException {
        for (long seed = 1; seed <= 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder log = new StringBuilder("user,item,behaviour,time\n");
            for (int row = 0; row < 600; row++) {
                log.append('u').append((int) Math.pow(random.nextDouble() * 6, 2)).append(",i").append((int) Math.pow(random.nextDouble() * 7, 2))
                        .append(random.nextInt(4) == 0 ? ",cart," : ",view,").append(1_000 + random.nextInt(300)).append('\n');
            }
            ComparedLog rows = find(log.toString(), """
                    files: ['../log.csv']
                    columns: {user: user, item: item, behaviour: behaviour, time: time, time_format: seconds}
                    clean: {min_user_events: 7, min_item_events: 5, %s drop_consecutive_repeats: %s}
                    """.formatted(seed % 2 == 0 ? "keep_behaviours: [view]," : "", seed % 3 == 0));
            Map<String, Long> removed = prepared.tally().removed();
            long expected = removed.values().stream().mapToLong(Long::longValue).sum();
            assertTrue(expected > 10, "seed " + seed + ": " + removed);
            assertEquals(expected, rows.removed(), "seed " + seed + ": " + removed);
            long rejected = IntStream.range(0, 40)
                    .mapToLong(user -> rows.of("u" + user).stream().filter(row -> row.why() == Why.REJECTED).count()).sum();
            assertEquals(prepared.tally().rejected().values().stream().mapToLong(Long::longValue).sum(), rejected, "seed " + seed);
            deleteProject();
        }
    }

    private void deleteProject() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("project"))) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
