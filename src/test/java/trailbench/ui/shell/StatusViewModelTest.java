package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.work.Phase;

class StatusViewModelTest {
    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FxExecutor executor = new FxExecutor(Runnable::run, pool::add, dialogs::fault, () -> 0);
    private final WorkbenchModel model = new WorkbenchModel(new FakeWorkbench(), new FakeProject.FakeProjects(), executor, dialogs, Settings.inMemory());

    @Test
    void workBesideTheWindowIsToldInItsLanguage() {
        StatusViewModel chinese = new StatusViewModel(model, Locale.SIMPLIFIED_CHINESE);
        StatusViewModel english = new StatusViewModel(model, Locale.ENGLISH);
        List<String> said = new ArrayList<>();
        executor.run("评估", progress -> {
            chinese.sample();
            said.add(chinese.jobTextProperty().get());
            progress.report(Phase.of(Phase.Kind.RANKING, 3_877, 4_296), 1, 4);
            chinese.sample();
            english.sample();
            said.add(chinese.jobTextProperty().get());
            said.add(english.jobTextProperty().get());
            return "";
        }, done -> {});
        pool.remove().run();
        assertEquals(List.of("评估", "正在为 4,296 个案例给 3,877 个物品排名 · 25.0 %", "Ranking 3,877 items for 4,296 cases · 25.0 %"), said);
    }
}
