package trailbench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A DuckDB in memory with a temporary folder of its own; both go on [#close()].
final class Database implements AutoCloseable {
    private final Path folder;
    private final DuckDBConnection connection;

    private Database(Path folder, DuckDBConnection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    static Database open() {
        try {
            Path folder = Files.createTempDirectory("trailbench-");
            try {
                var settings = new Properties();
                settings.setProperty("autoinstall_known_extensions", "false");
                settings.setProperty("autoload_known_extensions", "false");
                settings.setProperty("temp_directory", folder.resolve("spill").toString());
                settings.setProperty("jdbc_stream_results", "true");
                return new Database(folder, DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class));
            } catch (SQLException e) {
                delete(folder);
                throw new Fault.Work("DuckDB did not start: %s", Trouble.reason(e), e);
            }
        } catch (IOException e) {
            throw new Fault.Work(
                    "No temporary folder could be made in %s: %s. Free some space or start with -Djava.io.tmpdir=<folder>.",
                    System.getProperty("java.io.tmpdir"), Trouble.reason(e), e);
        }
    }

    DuckDBConnection connection() {
        return connection;
    }

    /// Where this piece of work may put files.
    Path folder() {
        return folder;
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// `text` as an SQL literal.
    static String literal(Object text) {
        return "'" + text.toString().replace("'", "''") + "'";
    }

    /// `name` as an SQL identifier.
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new Fault.Work("DuckDB did not close: %s", Trouble.reason(e), e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Temporary folder " + folder + " could not be removed", e);
        }
    }
}
