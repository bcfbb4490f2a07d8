package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks over pages while records are created, changed and withdrawn: what was there at the first page comes exactly once. */
abstract class WalksSuite {

    private static final String DOCUMENTS = "/v1/documents";
    private static final int RECORDS = 14;

    /** An address with a place for a word that only the records of this walk have, and what identifies an item. */
    private record Walk(String address, String identity) {}

    private static final List<Walk> WALKS = List.of(
            new Walk("/v1/documents?q=%s", "id"),
            new Walk("/v1/documents?q=%s&sort=-title", "id"),
            new Walk("/v1/documents?q=%s&sort=date&type=report", "id"),
            new Walk("/v1/documents?q=%s&sort=-date&type=report&type=treaty", "id"),
            new Walk("/v1/documents?q=%s&sort=entry", "id"),
            new Walk("/v1/documents?q=%s&sort=-entry", "id"),
            new Walk("/v1/documents?q=%s&validOn=2024-06-01", "id"),
            new Walk("/v1/timeline?q=%s", "record"),
            new Walk("/v1/timeline?q=%s&sort=-title&from=2010", "record"),
            new Walk("/v1/search?q=%s", "record"));

    @Test
    void eachRecordOfTheFirstMomentComesExactlyOnce() {
        for (int seed = 0; seed < WALKS.size() * 2; seed++) {
            walk(WALKS.get(seed % WALKS.size()), new Random(seed));
        }
    }

    private void walk(Walk walk, Random random) {
        String word = "quagga" + freshId("w").replaceAll("[^a-z0-9]", "");
        List<String> there = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            there.add(create(word, random));
        }
        String next = walk.address().formatted(word) + "&limit=" + (1 + random.nextInt(4));
        Set<String> expected = new HashSet<>(there);
        List<String> found = new ArrayList<>();
        while (next != null) {
            JsonPath page = anybody()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("items." + walk.identity()));
            next = page.getString("next");
            disturb(word, there, random);
        }
        List<String> ids = found.stream()
                .map(identity -> identity.substring(identity.lastIndexOf('/') + 1))
                .toList();
        assertThat(ids).as(walk.address()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void disturb(String word, List<String> there, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> there.add(create(word, random));
            case 1 -> {
                String id = there.get(random.nextInt(there.size()));
                admin().contentType("application/merge-patch+json")
                        .header("If-Match", "*")
                        .body(Map.of(
                                "title",
                                Map.of("en", word + " " + random.nextInt(1_000)),
                                "date",
                                "20" + (10 + random.nextInt(10))))
                        .patch(DOCUMENTS + "/" + id)
                        .then()
                        .statusCode(200);
            }
            default -> {
                String id = there.remove(random.nextInt(there.size()));
                admin().header("If-Match", "*")
                        .delete(DOCUMENTS + "/" + id)
                        .then()
                        .statusCode(204);
            }
        }
    }

    private static String create(String word, Random random) {
        String id = freshId("walked");
        admin().contentType("application/json")
                .body(Map.of(
                        "id",
                        id,
                        "type",
                        "report",
                        "title",
                        Map.of("en", word + " " + random.nextInt(1_000)),
                        "date",
                        "20" + (10 + random.nextInt(10)),
                        "citations",
                        List.of(Map.of("document", "un-gge-2015", "locator", "para 1", "confidence", "unconfirmed"))))
                .post(DOCUMENTS)
                .then()
                .statusCode(201);
        return id;
    }
}
