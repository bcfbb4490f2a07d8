package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.support.Release;
import org.cybernorms.support.ReleaseCheck;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built jar opens the data folder of every release, and answers about all that is in it as that release did. */
class ReleasesIT {

    @TempDir
    Path folder;

    static List<Release> releases() {
        return Release.all();
    }

    @Test
    void thereIsARelease() {
        assertThat(releases()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void itsDataAreReadAsItReadThem(Release release) throws Exception {
        Path data = release.copyData(folder.resolve("data"));
        ReleaseCheck.run(release, environment -> {
            Map<String, String> all = new HashMap<>(environment);
            all.put("REGISTRY_CATALOGUE", release.catalogue().toString());
            return Service.start(data, all);
        });
    }
}
