package trailbench.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import trailbench.project.Provenance;

/// A run's provenance as it may leave the machine: sources by their names alone, and no folder of the machine in command, options or variables.
final class PortableProvenance {
    private static final String JVM_OPTIONS = "jvm_options";
    private static final Pattern FOLDER = Pattern.compile("[/\\\\]");
    private static final Pattern NAMING_NO_FILE = Pattern.compile("-X[^/\\\\]*");

    private PortableProvenance() {}

    static Provenance of(Provenance own) {
        return new Provenance(
                own.created(), own.program(), command(own.command()), sources(own.sources()), own.dataHash(), machine(own.machine()), own.seed(), own.leaks(),
                own.code(), own.environment().map(PortableProvenance::namingNoFolder), own.fork());
    }

    /// The command with the experiment's file name for its path. Names below the project, `experiments/NAME.yaml` and `runs/ID`, tell nothing.
    private static String command(String command) {
        return command.matches("trailbench \\w+ (experiments|runs)/[^/\\\\]+") ? command : "trailbench train " + name(command).replaceAll("[\"']", "");
    }

    private static Map<String, String> sources(Map<String, String> sources) {
        Map<String, String> named = new LinkedHashMap<>();
        sources.forEach((source, sha256) -> {
            String name = name(source);
            for (int copy = 2; named.containsKey(name); copy++) {
                name = name(source) + " (" + copy + ")";
            }
            named.put(name, sha256);
        });
        return named;
    }

    private static Map<String, String> machine(Map<String, String> machine) {
        Map<String, String> kept = namingNoFolder(machine);
        if (machine.containsKey(JVM_OPTIONS)) {
            kept.put(JVM_OPTIONS, String.join(" ", Arrays.stream(machine.get(JVM_OPTIONS).split("\\s+")).filter(NAMING_NO_FILE.asMatchPredicate()).toList()));
        }
        return kept;
    }

    private static Map<String, String> namingNoFolder(Map<String, String> values) {
        Map<String, String> kept = new LinkedHashMap<>(values);
        kept.values().removeIf(value -> FOLDER.matcher(value).find());
        return kept;
    }

    /// What stands behind the last separator, of whichever system.
    private static String name(String path) {
        String[] parts = FOLDER.split(path);
        return parts[parts.length - 1];
    }
}
