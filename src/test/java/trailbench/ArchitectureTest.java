package trailbench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/// The arrows of src/docs/architecture.md. A package may see what its row names, `work`, and libraries.
@AnalyzeClasses(packages = "trailbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCycles = slices()
            .matching("trailbench.(**)")
            .should()
            .beFreeOfCycles()
            .because("a newcomer reads the packages in one order");

    @ArchTest
    static final ArchRule workStandsAlone = only("work");

    @ArchTest
    static final ArchRule tableStandsAlone = only("table");

    @ArchTest
    static final ArchRule formatStandsAlone = only("format");

    @ArchTest
    static final ArchRule kernelStandsAlone = only("kernel");

    @ArchTest
    static final ArchRule logSeesTables = only("log", "table");

    @ArchTest
    static final ArchRule syntheticLogsStandAlone = only("log.synthetic");

    @ArchTest
    static final ArchRule sequenceSeesLogs = only("sequence", "log");

    @ArchTest
    static final ArchRule graphStandsAlone = only("graph");

    @ArchTest
    static final ArchRule privacyStandsAlone = only("privacy");

    @ArchTest
    static final ArchRule engineSeesSequencesAndGraphs = only("engine", "sequence", "graph", "privacy");

    @ArchTest
    static final ArchRule dl4jSeesEngineAndKernel = only("engine.dl4j", "engine", "sequence", "graph", "kernel", "privacy");

    @ArchTest
    static final ArchRule trainingSeesNoBackend = only("training", "engine", "sequence", "graph", "format", "privacy");

    @ArchTest
    static final ArchRule evaluationSeesScorers = only("evaluation", "engine", "sequence", "kernel", "privacy");

    @ArchTest
    static final ArchRule embeddingSeesVectors = only("embedding", "engine", "sequence", "kernel", "table");

    @ArchTest
    static final ArchRule projectSeesRecordsAndFiles = only(
            "project", "format", "table", "log", "sequence", "graph", "engine", "training", "evaluation", "embedding");

    @ArchTest
    static final ArchRule runsSeeProjects = only("runs", "format", "training", "evaluation", "sequence", "graph", "project");

    @ArchTest
    static final ArchRule bundleSeesWhatAnswersNeed = only("bundle", "format", "log", "sequence", "graph", "engine", "evaluation", "embedding", "privacy");

    @ArchTest
    static final ArchRule serveSeesBundles = only("serve", "bundle", "format", "sequence");

    @ArchTest
    static final ArchRule experimentSeesNoBackend = only(
            "experiment", "bundle", "serve", "format", "table", "kernel", "privacy", "log", "log.synthetic", "sequence", "graph", "engine", "training", "evaluation", "embedding", "project");

    @ArchTest
    static final ArchRule commandLineCallsUseCases =
            only("cli", "experiment", "bundle", "serve", "project", "runs", "format", "log", "log.synthetic", "sequence", "training", "evaluation", "embedding");

    @ArchTest
    static final ArchRule roomsDoNotSeeEachOther = slices()
            .matching("trailbench.ui.(data|sequences|graph|train|evaluate|embeddings|runs|deploy)")
            .should()
            .notDependOnEachOther()
            .because("a room is read alone; what rooms share lives in ui.shell, ui.control or ui.chart");

    @ArchTest
    static final ArchRule windowNeverComputes = noClasses()
            .that().resideInAPackage("trailbench.ui..")
            .should().dependOnClassesThat().resideInAnyPackage("trailbench.engine.dl4j..", "trailbench.kernel..", "trailbench.table..", "trailbench.cli..", "trailbench.app..")
            .because("the window asks the Workbench; work with a model runs in a worker process");

    @ArchTest
    static final ArchRule viewModelsKnowNoScene = noClasses()
            .that().haveSimpleNameEndingWith("ViewModel")
            .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.fxml..", "javafx.stage..")
            .because("a view-model is tested without the toolkit");

    @ArchTest
    static final ArchRule onlyTableKnowsDuckDb = onlyIn("trailbench.table..", "org.duckdb..", "java.sql..");

    @ArchTest
    static final ArchRule onlyFormatKnowsJackson = onlyIn("trailbench.format..", "tools.jackson..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule onlyKernelKnowsBlasAndVectors = onlyIn("trailbench.kernel..", "org.bytedeco.openblas..", "jdk.incubator.vector..");

    @ArchTest
    static final ArchRule onlyTheDl4jEngineKnowsDl4j = onlyIn("trailbench.engine.dl4j..", "org.deeplearning4j..", "org.nd4j..");

    @ArchTest
    static final ArchRule onlyEmbeddingKnowsSmile = onlyIn("trailbench.embedding..", "smile..");

    @ArchTest
    static final ArchRule onlyChartsKnowJFree = onlyIn("trailbench.ui.chart..", "org.jfree..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = onlyIn("trailbench.cli..", "picocli..");

    @ArchTest
    static final ArchRule onlyFxTouchesThePlatform = noClasses()
            .that().resideOutsideOfPackages("trailbench.ui.fx..", "trailbench.app..")
            .should().dependOnClassesThat().haveFullyQualifiedName("javafx.application.Platform")
            .because("use ui.fx: workers publish immutable values and the pulse samples them");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should().haveSimpleNameEndingWith("Manager")
            .orShould().haveSimpleNameEndingWith("Helper")
            .orShould().haveSimpleNameEndingWith("Util")
            .orShould().haveSimpleNameEndingWith("Utils")
            .because("such a name hides what the class is for");

    private static ArchRule only(String name, String... seen) {
        String[] own = Stream.concat(Stream.of(name, "work"), Stream.of(seen)).map(each -> "trailbench." + each).toArray(String[]::new);
        return classes()
                .that().resideInAPackage("trailbench." + name)
                .should().onlyDependOnClassesThat(
                        not(resideInAPackage("trailbench..")).or(resideInAnyPackage(own)))
                .because("the arrows of src/docs/architecture.md keep the story readable");
    }

    private static ArchRule onlyIn(String home, String... libraries) {
        return noClasses()
                .that().resideOutsideOfPackage(home)
                .should().dependOnClassesThat().resideInAnyPackage(libraries)
                .because("one package knows each library; ask " + home);
    }
}
