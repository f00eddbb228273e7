package trailbench.embedding;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import trailbench.embedding.VectorFile.Vectors;
import trailbench.table.Npy;
import trailbench.table.VectorColumns;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Vectors that were trained elsewhere. The form is told by the file:
///
/// * a folder, or its `projector_config.json`: what the TensorFlow Embedding Projector reads, numbers and metadata as TSV;
/// * `.tsv`: the numbers alone, metadata in `metadata.tsv` beside it or in the file that is named;
/// * `.npy`: a NumPy matrix, ids in `NAME.npy.ids.tsv` beside it or in the file that is named, else the rows' numbers from 0;
/// * `.parquet`: a column of ids, and a column of lists or columns of numbers;
/// * any other: text as word2vec (`N E`, then an id and its numbers a line) and GloVe (without the first line) write it; titles and columns in
///   `NAME.ids.tsv` beside it or in the file that is named, in the same order.
///
/// Metadata has a header if it has more than one column (as the projector wants it); its column `id` is the id, else the first; `title`, `label`
/// or `name` the title, else the id; the others are columns to colour by.
public record ForeignVectors(Vectors vectors) {
    private static final Pattern TENSOR = Pattern.compile("\"tensorPath\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern METADATA = Pattern.compile("\"metadataPath\"\\s*:\\s*\"([^\"]*)\"");
    private static final List<String> TITLES = List.of("title", "label", "name");
    private static final String CONFIG = "projector_config.json";

    /// @param ids a file with metadata; empty for what lies beside the vectors
    /// @throws Fault.Request with file, line and column if the file is missing, broken or does not fit its ids
    /// @throws Fault.Work    if it cannot be read
    public static ForeignVectors read(Path file, Optional<Path> ids) {
        Fault.require(Files.exists(file), "%s does not exist.", file);
        try {
            return checked(file, form(file, ids));
        } catch (CharacterCodingException e) {
            throw new Fault.Request("%s is no text in UTF-8. Save it as UTF-8, or name a .npy or .parquet file.", file, e);
        } catch (IOException e) {
            throw new Fault.Work("%s could not be read: %s", file, Trouble.reason(e), e);
        }
    }

    private static ForeignVectors form(Path file, Optional<Path> ids) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
            return projector(file, ids);
        }
        if (name.equals(CONFIG)) {
            return projector(file.toAbsolutePath().getParent(), ids);
        }
        if (name.endsWith(".npy")) {
            return named(npy(file), ids.or(() -> beside(file)));
        }
        if (name.endsWith(".parquet")) {
            return parquet(file);
        }
        if (name.endsWith(".tsv")) {
            Path beside = file.resolveSibling("metadata.tsv");
            return named(tsv(file), ids.or(() -> Optional.of(beside).filter(Files::exists)));
        }
        return words(file, ids.or(() -> beside(file)));
    }

    private static Optional<Path> beside(Path file) {
        return Optional.of(VectorExport.wordsBeside(file)).filter(Files::exists);
    }

    private static ForeignVectors checked(Path file, ForeignVectors read) {
        Vectors vectors = read.vectors();
        Fault.require(vectors.rows().length >= 3, "%s holds %s vectors. A map needs at least 3.", file, vectors.rows().length);
        Map<String, Integer> seen = new HashMap<>();
        for (int row = 0; row < vectors.rows().length; row++) {
            String id = vectors.ids().get(row);
            Integer before = seen.putIfAbsent(id, row);
            Fault.require(before == null, "%s: the id \"%s\" stands in rows %s and %,d. Give each vector an id of its own.", file, id, before == null ? 0 : before + 1, row + 1);
            for (float value : vectors.rows()[row]) {
                Fault.require(
                        Float.isFinite(value), "%s: the vector of \"%s\" (row %,d) holds a value that is not a finite number. Leave it out, or train again.",
                        file, id, row + 1);
            }
        }
        return read;
    }

    // The projector's folder

    private static ForeignVectors projector(Path folder, Optional<Path> ids) throws IOException {
        Path config = folder.resolve(CONFIG);
        if (Files.exists(config)) {
            String text = Files.readString(config);
            Path numbers = inside(folder, TENSOR, text).orElseThrow(() -> new Fault.Request(
                    "%s names no file of vectors. Give it a \"tensorPath\" in this folder, or name the file itself.", config));
            return named(tsv(numbers), ids.or(() -> inside(folder, METADATA, text)));
        }
        Path numbers = folder.resolve("vectors.tsv");
        Fault.require(Files.exists(numbers), "%s is neither a run nor a folder of vectors: it holds no experiment.yaml, %s or vectors.tsv. Name the file of vectors itself.", folder, CONFIG);
        Path words = folder.resolve("metadata.tsv");
        return named(tsv(numbers), ids.or(() -> Optional.of(words).filter(Files::exists)));
    }

    private static Optional<Path> inside(Path folder, Pattern field, String config) {
        Matcher found = field.matcher(config);
        if (!found.find()) {
            return Optional.empty();
        }
        Path file = folder.resolve(found.group(1));
        Fault.require(
                Files.exists(file), "%s names %s, which is not there. Put the file there, or name the files of vectors and ids themselves.",
                folder.resolve(CONFIG), found.group(1));
        return Optional.of(file);
    }

    // Numbers

    private static float[][] tsv(Path file) throws IOException {
        List<float[]> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    String[] cells = line.strip().split("\t");
                    rows.add(numbers(file, number, cells, 0, rows.isEmpty() ? cells.length : rows.getFirst().length));
                }
            }
        }
        return rows.toArray(float[][]::new);
    }

    private static float[] numbers(Path file, int line, String[] cells, int from, int width) {
        Fault.require(
                cells.length - from == width && width > 0, "%s line %,d: %s numbers where %s are expected. Every vector must be equally wide.",
                file, line, cells.length - from, width);
        float[] row = new float[width];
        for (int i = 0; i < width; i++) {
            try {
                row[i] = Float.parseFloat(cells[from + i]);
            } catch (NumberFormatException e) {
                throw new Fault.Request(
                        "%s line %,d, column %s: \"%s\" is no number. %s", file, line, from + i + 1, cells[from + i],
                        Trouble.said(line == 1 ? "A file of vectors has no header: take it off." : "Mend the line, or take it out."), e);
            }
        }
        return row;
    }

    private static float[][] npy(Path file) {
        List<float[]> rows = new ArrayList<>();
        Npy.read(file, new Npy.Receiver() {
            @Override
            public void shape(int count, int width) {
                // each row comes with its width
            }

            @Override
            public void row(int row, float[] vector) {
                rows.add(vector.clone());
            }
        });
        return rows.toArray(float[][]::new);
    }

    private static ForeignVectors words(Path file, Optional<Path> metadata) throws IOException {
        List<String> ids = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        int wanted = -1;
        int width = -1;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String[] cells = line.strip().split("[ \t]+");
                if (number == 1 && line.strip().matches("\\d+ +\\d+")) {
                    wanted = Integer.parseInt(cells[0]);
                    width = Integer.parseInt(cells[1]);
                } else if (!line.isBlank()) {
                    width = width < 0 ? cells.length - 1 : width;
                    rows.add(numbers(file, number, cells, 1, width));
                    ids.add(cells[0]);
                }
            }
        }
        Fault.require(
                wanted < 0 || wanted == rows.size(), "%s holds %,d vectors, where its first line says %,d. The file was cut short, or its first line is wrong.",
                file, rows.size(), wanted);
        float[][] vectors = rows.toArray(float[][]::new);
        if (metadata.isEmpty()) {
            return new ForeignVectors(new Vectors(List.copyOf(ids), List.copyOf(ids), vectors));
        }
        ForeignVectors named = named(vectors, metadata);
        for (int row = 0; row < vectors.length; row++) {
            String id = named.vectors().ids().get(row);
            Fault.require(
                    VectorExport.oneWord(id).equals(ids.get(row)), "%s calls vector %,d \"%s\", where %s has \"%s\". Bring both into the same order, or take the former away.",
                    metadata.get(), row + 1, id, file, ids.get(row));
        }
        return named;
    }

    private static ForeignVectors parquet(Path file) {
        List<String> names = VectorColumns.ids(file);
        Fault.require(!names.isEmpty(), "%s has no column of ids, of text or whole numbers. Add one called id.", file);
        String id = names.contains("id") ? "id" : names.getFirst();
        List<String> ids = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        VectorColumns.read(file, id, List.of(), (row, name, vector) -> {
            Fault.require(
                    rows.isEmpty() || rows.getFirst().length == vector.length, "%s row %,d: %s numbers where %s are expected. Every vector must be equally wide.",
                    file, row, vector.length, rows.isEmpty() ? 0 : rows.getFirst().length);
            ids.add(name);
            rows.add(vector);
        });
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String other : names) {
            if (!other.equals(id)) {
                List<String> values = new ArrayList<>();
                VectorColumns.read(file, other, List.of(), (row, value, vector) -> values.add(value));
                columns.put(other, List.copyOf(values));
            }
        }
        int title = place(names, TITLES);
        List<String> titles = title < 0 || names.get(title).equals(id) ? List.copyOf(ids) : columns.remove(names.get(title));
        return new ForeignVectors(new Vectors(List.copyOf(ids), titles, rows.toArray(float[][]::new), columns));
    }

    // Ids and titles

    private static ForeignVectors named(float[][] rows, Optional<Path> metadata) throws IOException {
        if (metadata.isEmpty()) {
            List<String> ids = IntStream.range(0, rows.length).mapToObj(Integer::toString).toList();
            return new ForeignVectors(new Vectors(ids, ids, rows));
        }
        Path file = metadata.get();
        Fault.require(Files.exists(file), "%s does not exist.", file);
        List<String> lines = Files.readAllLines(file);
        boolean header = !lines.isEmpty() && lines.getFirst().contains("\t");
        List<String> names = header ? Arrays.asList(lines.getFirst().split("\t", -1)) : List.of("id");
        List<String> body = header ? lines.subList(1, lines.size()) : lines;
        Fault.require(
                body.size() == rows.length, "%s names %,d vectors, where there are %,d. It has a line each, in the same order%s.",
                file, body.size(), rows.length, Trouble.said(header ? " below its header" : ", and a header only if it has more than one column"));
        List<String[]> cells = new ArrayList<>();
        for (int line = 0; line < body.size(); line++) {
            String[] row = body.get(line).split("\t", -1);
            Fault.require(
                    row.length == names.size(), "%s line %,d: %s cells where the header has %s. Mend the line.", file, line + (header ? 2 : 1), row.length, names.size());
            cells.add(row);
        }
        return named(rows, names, cells);
    }

    private static ForeignVectors named(float[][] rows, List<String> names, List<String[]> cells) {
        int id = Math.max(0, place(names, List.of("id")));
        int title = place(names, TITLES);
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (int column = 0; column < names.size(); column++) {
            if (column != id && column != title) {
                columns.put(names.get(column), column(cells, column));
            }
        }
        return new ForeignVectors(new Vectors(column(cells, id), column(cells, title < 0 ? id : title), rows, columns));
    }

    private static List<String> column(List<String[]> cells, int column) {
        return cells.stream().map(row -> row[column].strip()).toList();
    }

    /// The first of the names that is there, whatever its case; -1 if none is.
    private static int place(List<String> names, List<String> wanted) {
        for (String each : wanted) {
            for (int column = 0; column < names.size(); column++) {
                if (names.get(column).strip().equalsIgnoreCase(each)) {
                    return column;
                }
            }
        }
        return -1;
    }

    /// With which strata a map has to be made if none are asked for: without a column "popularity" the first of the file are shown, which in
    /// files of words are the most frequent.
    public Optional<String> usualStrata() {
        return vectors.columns().containsKey(MapSample.POPULARITY) ? Optional.empty() : Optional.of(MapMaking.FILE_ORDER);
    }

    /// As points of a map, called after the file.
    public Projection.Points points(String name) {
        Map<String, List<String>> all = new LinkedHashMap<>(vectors.columns());
        all.putIfAbsent(MapSample.POPULARITY, Collections.nCopies(vectors.rows().length, "1"));
        return new Projection.Points(vectors.rows(), vectors.ids(), vectors.titles(), all, Optional.of(name));
    }
}
