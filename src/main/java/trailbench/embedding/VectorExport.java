package trailbench.embedding;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import trailbench.embedding.VectorFile.Vectors;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Vectors as the tools of others read them, with original ids, titles and columns.
public final class VectorExport {
    private VectorExport() {}

    public enum Format {
        /// One file: [VectorFile].
        PARQUET,
        /// A folder for the TensorFlow Embedding Projector: `vectors.tsv` without a header, `metadata.tsv` with one, `projector_config.json`.
        TSV,
        /// One text file: `N E`, then an id and its numbers a line. White space in ids becomes `_`, since the format has no quotes. Beside it
        /// `NAME.w2v.txt.ids.tsv` with ids as they are, titles and columns, in the same order.
        WORD2VEC,
        /// A NumPy array `[N, E]` of float32, and beside it `NAME.npy.ids.tsv` with ids, titles and columns in the same order.
        NPY;

        /// The name of file or folder if none is given: `items.npy`.
        public String name(String stem) {
            return switch (this) {
                case PARQUET -> stem + ".parquet";
                case TSV -> stem + "-projector";
                case WORD2VEC -> stem + ".w2v.txt";
                case NPY -> stem + ".npy";
            };
        }
    }

    /// Replaces what is there.
    ///
    /// @param out the file, or the folder of [Format#TSV]
    /// @return the files written
    /// @throws Fault.Work if one cannot be written
    public static List<Path> write(Format format, Path out, Vectors vectors) {
        try {
            Path parent = out.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return switch (format) {
                case PARQUET -> {
                    VectorFile.write(out, vectors);
                    yield List.of(out);
                }
                case TSV -> projector(out, vectors);
                case WORD2VEC -> word2vec(out, vectors);
                case NPY -> npy(out, vectors);
            };
        } catch (IOException e) {
            throw new Fault.Work("%s could not be written: %s. Choose another place with --out.", out, Trouble.reason(e), e);
        }
    }

    private static List<Path> projector(Path folder, Vectors vectors) throws IOException {
        Files.createDirectories(folder);
        Path numbers = folder.resolve("vectors.tsv");
        try (BufferedWriter writer = Files.newBufferedWriter(numbers)) {
            for (float[] row : vectors.rows()) {
                writer.write(joined(row, '\t'));
                writer.write('\n');
            }
        }
        Path words = folder.resolve("metadata.tsv");
        writeWords(words, vectors);
        Path config = folder.resolve("projector_config.json");
        Files.writeString(
                config,
                String.format(
                        Locale.ROOT,
                        "{\"embeddings\": [{\"tensorName\": \"vectors\", \"tensorShape\": [%d, %d], \"tensorPath\": \"vectors.tsv\","
                                + " \"metadataPath\": \"metadata.tsv\"}]}%n",
                        vectors.rows().length, vectors.width()));
        return List.of(numbers, words, config);
    }

    /// A header, and a line a vector: id, title, what else is known.
    private static void writeWords(Path file, Vectors vectors) throws IOException {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        cells.put("id", vectors.ids());
        cells.put("title", vectors.titles());
        cells.putAll(vectors.namedColumns());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(cells.keySet().stream().map(VectorExport::oneCell).collect(Collectors.joining("\t", "", "\n")));
            for (int i = 0; i < vectors.rows().length; i++) {
                int row = i;
                writer.write(cells.values().stream().map(texts -> oneCell(texts.get(row))).collect(Collectors.joining("\t", "", "\n")));
            }
        }
    }

    /// Where ids, titles and columns of a file of numbers lie.
    static Path wordsBeside(Path file) {
        return file.resolveSibling(file.getFileName() + ".ids.tsv");
    }

    private static String oneCell(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    private static List<Path> word2vec(Path file, Vectors vectors) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(vectors.rows().length + " " + vectors.width() + "\n");
            for (int i = 0; i < vectors.rows().length; i++) {
                writer.write(oneWord(vectors.ids().get(i)) + " " + joined(vectors.rows()[i], ' ') + "\n");
            }
        }
        Path words = wordsBeside(file);
        writeWords(words, vectors);
        return List.of(file, words);
    }

    /// An id as text files of vectors have it.
    static String oneWord(String id) {
        return id.strip().replaceAll("\\s+", "_");
    }

    private static String joined(float[] row, char separator) {
        StringBuilder text = new StringBuilder(row.length * 12);
        for (int i = 0; i < row.length; i++) {
            text.append(i == 0 ? "" : String.valueOf(separator)).append(row[i]);
        }
        return text.toString();
    }

    /// Version 1.0 of the format (NumPy enhancement proposal 1).
    private static List<Path> npy(Path file, Vectors vectors) throws IOException {
        String header = String.format(
                Locale.ROOT, "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }", vectors.rows().length, vectors.width());
        int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
        ByteBuffer head = ByteBuffer.allocate(10 + padded).order(ByteOrder.LITTLE_ENDIAN);
        head.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded);
        head.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        try (OutputStream stream = Files.newOutputStream(file)) {
            stream.write(head.array());
            ByteBuffer bytes = ByteBuffer.allocate(4 * vectors.width()).order(ByteOrder.LITTLE_ENDIAN);
            for (float[] row : vectors.rows()) {
                bytes.clear().asFloatBuffer().put(row);
                stream.write(bytes.array());
            }
        }
        Path words = wordsBeside(file);
        writeWords(words, vectors);
        return List.of(file, words);
    }
}
