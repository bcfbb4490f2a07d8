package org.cybernorms.catalogue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cybernorms.vault.Blobs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the catalogue's files are: a folder that the operator names, or what ships with the service. Beside files of
 * records it may hold contents of documents: {@code <document>.txt}.
 */
@ApplicationScoped
public class CatalogueFolder {

    /** What ships is listed here, because a jar has no folders. */
    private static final String CONTENTS = "contents.yaml";

    private static final String CONTENT = ".txt";

    private final Optional<Path> folder;

    CatalogueFolder(@ConfigProperty(name = "registry.catalogue") Optional<String> folder) {
        this.folder = folder.filter(path -> !path.isBlank()).map(Path::of);
    }

    List<CatalogueFile> files() {
        List<CatalogueFile> files = new ArrayList<>();
        names().stream()
                .filter(CatalogueFile::isOne)
                .forEach(name -> files.add(
                        name.endsWith(CatalogueFile.LINES)
                                ? CatalogueFile.ofLines(name, bytes(name))
                                : CatalogueFile.ofYaml(name, text(name))));
        return files;
    }

    /** The contents of documents, by the id of the document. */
    public Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        names().stream()
                .filter(name -> name.endsWith(CONTENT))
                .forEach(name -> contents.put(name.substring(0, name.length() - CONTENT.length()), text(name)));
        return contents;
    }

    /** A digest of all files and of a text. */
    String digest(String more) {
        StringBuilder all = new StringBuilder(more);
        names().forEach(name -> all.append(name).append(Blobs.digest(bytes(name))));
        return Blobs.digest(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() {
        if (folder.isPresent()) {
            try (Stream<Path> paths = Files.list(folder.get())) {
                return paths.map(path -> path.getFileName().toString())
                        .filter(name -> !name.equals(CONTENTS))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        try {
            List<String> names = new ArrayList<>();
            new YAMLMapper().readTree(text(CONTENTS)).forEach(name -> names.add(name.asText()));
            return names;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private String text(String name) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes(name)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable(e);
        }
    }

    /** The bytes of a file; those of a folder are not read into memory before they are looked at. */
    private ByteBuffer bytes(String name) {
        try {
            if (folder.isPresent()) {
                try (FileChannel file = FileChannel.open(folder.get().resolve(name))) {
                    return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
                }
            }
            try (InputStream shipped =
                    Thread.currentThread().getContextClassLoader().getResourceAsStream("catalogue/" + name)) {
                if (shipped == null) {
                    throw new FileNotFoundException(name);
                }
                return ByteBuffer.wrap(shipped.readAllBytes());
            }
        } catch (IOException e) {
            throw unreadable(e);
        } catch (IllegalArgumentException e) {
            throw new CatalogueException(List.of(name + ": must be at most 2 GiB; split the file"));
        }
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the catalogue cannot be read: " + e.getMessage(), e);
    }
}
