package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.support.Answers;
import org.cybernorms.support.Operation;
import org.cybernorms.support.PlantedContact;
import org.cybernorms.support.Reader;
import org.cybernorms.support.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not shown cannot be told from how an answer differs from another either. */
@QuarkusTest
class LeakByComparisonTest {

    private static final String KIND = "/v1/points-of-contact";

    private static final Pattern CURSOR = Pattern.compile("(cursor\"?[=:]\"?)([\\w-]+)");

    private static PlantedContact full;
    private static PlantedContact bare;

    @BeforeEach
    void plant() throws Exception {
        if (full == null) {
            full = PlantedContact.full(TlpLabel.TLP_AMBER);
            bare = PlantedContact.bare(TlpLabel.TLP_AMBER);
        }
    }

    @Test
    void whoMayNotSeeAMemberCannotTellWhetherItIsThere() {
        for (Operation operation : Operation.all()) {
            if (operation.isRead() && operation.path().startsWith(KIND + "/{id}")) {
                Reader.strangers().forEach(reader -> compare(reader, operation));
            }
        }
    }

    private static void compare(Reader reader, Operation operation) {
        for (Map<String, String> known : full.cases(operation)) {
            for (String type : operation.types()) {
                assertThat(answer(reader, operation, type, known, full))
                        .as("%s %s %s", reader, operation.id(), known)
                        .isEqualTo(answer(reader, operation, type, known, bare));
            }
        }
    }

    private static String answer(
            Reader reader, Operation operation, String type, Map<String, String> known, PlantedContact contact) {
        Map<String, String> own = new HashMap<>(known);
        own.put("id", contact.id());
        String answer = Answers.comparable(operation.call(reader.request().get().accept(type), own))
                .replace(contact.id(), "ID");
        for (Integer entry : contact.entries()) {
            answer = answer.replaceAll("\\b" + entry + "\\b", "ENTRY");
        }
        return CURSOR.matcher(answer).replaceAll(found -> found.group(1) + place(found.group(2)));
    }

    /** Where a page ends; a cursor also says at which entry the walk began, and through which list it goes. */
    private static String place(String cursor) {
        String content = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        return content.substring(content.indexOf(",["));
    }

    @Test
    void noQuestionForASecretIsAnsweredOtherwiseThanOneForNothing() {
        for (Reader reader : Reader.ALL) {
            for (String path : List.of(KIND, "/v1/search")) {
                String nothing = question(reader, path, "zqnothingx7f3");
                full.secrets().stream().filter(Secret::isWord).forEach(secret -> assertThat(
                                question(reader, path, secret.text()))
                        .as("%s asks %s for %s", reader, path, secret)
                        .isEqualTo(nothing));
            }
        }
    }

    private static String question(Reader reader, String path, String word) {
        Response response =
                reader.request().get().noFilters().queryParam("q", word).get(path);
        return Answers.comparable(response).replace(word, "WORD");
    }
}
