package trailbench.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import trailbench.evaluation.Evaluation;
import trailbench.format.AtomicFile;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A bundle as a zip: `*.trailbench-model`.
///
/// Reading trusts nothing: see the package's text. SHA-256 tells damage, not who wrote the file.
public final class BundleFile {
    /// What a bundle's name ends in.
    public static final String ENDING = ".trailbench-model";

    static final String MANIFEST = "bundle.json";
    static final String MODEL = "model.zip";
    private static final String NETWORK = "network.json";
    private static final String VOCABULARY = "vocabulary.json";
    private static final String USERS = "users.json";
    private static final String POPULARITY = "popularity.json";
    private static final String PREPROCESSING = "preprocessing.yaml";
    private static final String EVALUATION = "evaluation.json";
    private static final String PROVENANCE = "provenance.json";
    private static final String CERTIFICATE = "certificate.json";
    private static final String CARD = "card.md";
    private static final String PAGE = "card.html";
    private static final Set<String> NAMES = Set.of(
            MANIFEST, MODEL, NETWORK, VOCABULARY, USERS, POPULARITY, PREPROCESSING, EVALUATION, PROVENANCE, CERTIFICATE, CARD, PAGE);

    private static final int FORMAT = 1;
    private static final long MOST_MANIFEST_BYTES = 1 << 20;
    private static final long MOST_TEXT_BYTES = 512L << 20;
    private static final long MOST_MODEL_BYTES = 16L << 30;
    /// Below this an entry may shrink as it likes; above it, texts of ids and numbers never shrink to a two-hundredth.
    private static final long SMALL_BYTES = 16L << 20;
    private static final long MOST_SHRINKING = 200;

    private BundleFile() {}

    /// The contents of `bundle.json`.
    ///
    /// @param format raised when older programs could no longer read a bundle
    /// @param files  every other entry
    record Manifest(int format, Contents.About about, List<Entry> files) {}

    record Entry(String name, long bytes, String sha256) {}

    record Counts(int[] counts) {}

    /// Writes a bundle, replacing `file` when all of it is there.
    ///
    /// @param model a checkpoint's `model.zip`
    public static void write(Path file, Contents contents, Path model) {
        Map<String, byte[]> texts = texts(contents);
        AtomicFile.write(file, out -> {
            List<Entry> entries = new ArrayList<>();
            texts.forEach((name, bytes) -> entries.add(new Entry(name, bytes.length, hex(digest().digest(bytes)))));
            entries.add(entry(model));
            ZipOutputStream zip = new ZipOutputStream(out);
            put(zip, MANIFEST, utf8(Json.text(new Manifest(FORMAT, contents.about(), entries))));
            for (Map.Entry<String, byte[]> text : texts.entrySet()) {
                put(zip, text.getKey(), text.getValue());
            }
            zip.setLevel(0); // it is packed already
            zip.putNextEntry(new ZipEntry(MODEL));
            Files.copy(model, zip);
            zip.closeEntry();
            zip.finish();
        });
    }

    private static Map<String, byte[]> texts(Contents contents) {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        texts.put(CARD, utf8(ModelCard.markdown(contents)));
        texts.put(PAGE, utf8(ModelCard.html(contents)));
        texts.put(NETWORK, utf8(Json.text(contents.network())));
        texts.put(PREPROCESSING, utf8(Yaml.text(contents.preprocessing())));
        texts.put(VOCABULARY, utf8(Json.line(contents.vocabulary())));
        texts.put(USERS, utf8(Json.line(contents.users())));
        texts.put(POPULARITY, utf8(Json.line(new Counts(contents.popularity()))));
        contents.evaluation().ifPresent(evaluation -> texts.put(EVALUATION, utf8(Json.text(evaluation))));
        contents.provenance().ifPresent(provenance -> texts.put(PROVENANCE, utf8(provenance)));
        contents.certificate().ifPresent(certificate -> texts.put(CERTIFICATE, utf8(Json.text(certificate))));
        return texts;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static Entry entry(Path model) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(model), digest)) {
            return new Entry(MODEL, in.transferTo(OutputStream.nullOutputStream()), hex(digest.digest()));
        }
    }

    /// Reads all but the model's numbers, which are written to `model`.
    ///
    /// @param model replaced
    /// @throws Fault.Request if the file is missing, damaged, cut off, or no bundle
    static Contents read(Path file, Path model) {
        return reading(file, zip -> {
            Manifest manifest = manifest(file, zip);
            Map<String, Entry> entries = entries(file, zip, manifest);
            unpack(file, zip, entries, model);
            for (String name : List.of(CARD, PAGE)) {
                text(file, zip, entries, name); // nobody here reads the cards, but what is shown must be what was exported
            }
            return new Contents(
                    manifest.about(),
                    json(file, zip, entries, NETWORK, Network.class),
                    json(file, zip, entries, VOCABULARY, Vocabulary.class),
                    json(file, zip, entries, USERS, Users.class),
                    json(file, zip, entries, POPULARITY, Counts.class).counts(),
                    Yaml.parse(text(file, zip, entries, PREPROCESSING), file + ", " + PREPROCESSING, Preprocessing.class),
                    entries.containsKey(EVALUATION) ? Optional.of(json(file, zip, entries, EVALUATION, Evaluation.class)) : Optional.empty(),
                    entries.containsKey(PROVENANCE) ? Optional.of(text(file, zip, entries, PROVENANCE)) : Optional.empty(),
                    entries.containsKey(CERTIFICATE) ? Optional.of(json(file, zip, entries, CERTIFICATE, ParityCertificate.class)) : Optional.empty());
        });
    }

    /// What a bundle says of itself, without its model.
    ///
    /// @param bytes of the file
    public record Glance(Path file, long bytes, Contents.About about, Optional<ParityCertificate> certificate) {}

    /// Reads a bundle's first page and its certificate, and no more: the rest may be damaged.
    ///
    /// @throws Fault.Request if the file is missing or no bundle
    public static Glance glance(Path file) {
        return reading(file, zip -> {
            Manifest manifest = manifest(file, zip);
            Map<String, Entry> entries = entries(file, zip, manifest);
            return new Glance(
                    file, Files.size(file), manifest.about(),
                    entries.containsKey(CERTIFICATE) ? Optional.of(json(file, zip, entries, CERTIFICATE, ParityCertificate.class)) : Optional.empty());
        });
    }

    private interface Reading<T> {
        T from(ZipFile zip) throws IOException;
    }

    private static <T> T reading(Path file, Reading<T> reading) {
        Fault.require(Files.isRegularFile(file), Trouble.Kind.NO_BUNDLE, file, ENDING);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            requireKnownNames(file, zip);
            return reading.from(zip);
        } catch (ZipException broken) {
            throw new Fault.Request(Trouble.of(Trouble.Kind.BUNDLE_BROKEN, file, Trouble.reason(broken)), broken);
        } catch (IOException unreadable) {
            throw new Fault.Work("%s cannot be read: %s.", file, Trouble.reason(unreadable), unreadable);
        }
    }

    private static void requireKnownNames(Path file, ZipFile zip) {
        // a bundle that is cut off may end where its model does, which is a zip itself
        Fault.require(
                zip.getEntry(MANIFEST) != null, Trouble.Kind.BUNDLE_WITHOUT, file, MANIFEST);
        Set<String> seen = new HashSet<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            String name = all.nextElement().getName();
            Fault.require(NAMES.contains(name), "%s is no bundle of this program: it holds \"%s\", which no bundle has. Export it anew.", file, name);
            Fault.require(seen.add(name), "%s is no bundle of this program: it holds %s twice. Export it anew.", file, name);
        }
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(MANIFEST))) {
            byte[] bytes = in.readNBytes((int) MOST_MANIFEST_BYTES + 1);
            Fault.require(bytes.length <= MOST_MANIFEST_BYTES, "%s is no bundle: its %s is too large.", file, MANIFEST);
            Manifest manifest = Json.parse(new String(bytes, StandardCharsets.UTF_8), file + ", " + MANIFEST, Manifest.class);
            Fault.require(
                    manifest.format() == FORMAT, Trouble.Kind.BUNDLE_NEWER, file, manifest.format(), FORMAT);
            return manifest;
        }
    }

    /// What the manifest says, which must be what the zip says.
    private static Map<String, Entry> entries(Path file, ZipFile zip, Manifest manifest) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Entry entry : manifest.files()) {
            ZipEntry zipped = zip.getEntry(entry.name());
            Fault.require(
                    zipped != null && zipped.getSize() == entry.bytes(), Trouble.Kind.BUNDLE_LACKS, file, entry.name());
            long most = entry.name().equals(MODEL) ? MOST_MODEL_BYTES : MOST_TEXT_BYTES;
            boolean swells = entry.bytes() > SMALL_BYTES && entry.bytes() / MOST_SHRINKING > zipped.getCompressedSize();
            Fault.require(
                    entry.bytes() <= most && !swells, "%s is refused: %s would swell to %,d bytes, as no model does.", file, entry.name(), entry.bytes());
            entries.put(entry.name(), entry);
        }
        return entries;
    }

    private static <T> T json(Path file, ZipFile zip, Map<String, Entry> entries, String name, Class<T> type) throws IOException {
        return Json.parse(text(file, zip, entries, name), file + ", " + name, type);
    }

    private static String text(Path file, ZipFile zip, Map<String, Entry> entries, String name) throws IOException {
        Entry entry = entry(file, entries, name);
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            byte[] bytes = in.readNBytes(Math.toIntExact(entry.bytes() + 1));
            requireWhole(file, entry, bytes.length, hex(digest().digest(bytes)));
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void unpack(Path file, ZipFile zip, Map<String, Entry> entries, Path model) throws IOException {
        Entry entry = entry(file, entries, MODEL);
        MessageDigest digest = digest();
        long written = 0;
        try (InputStream in = new DigestInputStream(zip.getInputStream(zip.getEntry(MODEL)), digest);
                OutputStream out = Files.newOutputStream(model)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0 && written <= entry.bytes(); read = in.read(buffer)) {
                out.write(buffer, 0, read);
                written += read;
            }
        }
        requireWhole(file, entry, written, hex(digest.digest()));
    }

    private static void requireWhole(Path file, Entry entry, long bytes, String sha256) {
        Fault.require(
                bytes == entry.bytes() && sha256.equals(entry.sha256()), Trouble.Kind.BUNDLE_CHANGED, file, entry.name());
    }

    private static Entry entry(Path file, Map<String, Entry> entries, String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new Fault.Request("%s is no bundle: it has no %s. Export it anew.", file, name);
        }
        return entry;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
