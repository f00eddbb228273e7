package trailbench.app;

/// Starts the workbench, or a verb of the command line.
final class Main {
    private Main() {}

    static void main(String[] arguments) {
        System.exit(arguments.length);
    }
}
