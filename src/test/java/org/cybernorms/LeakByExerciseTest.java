package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cybernorms.support.Answers;
import org.cybernorms.support.Operation;
import org.cybernorms.support.PlantedExercise;
import org.cybernorms.support.Reader;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;

/** What an exercise tells is for those who run it; its figures name nobody. */
@QuarkusTest
class LeakByExerciseTest {

    private static final Set<String> RUN_IT = Set.of("secretariat:networks/training-network", "administrator");

    @Test
    void onlyThoseWhoRunAnExerciseSeeWhatItTells() {
        PlantedExercise exercise = PlantedExercise.make();
        List<String> leaks = new ArrayList<>();
        int seen = 0;
        for (Reader reader : Reader.ALL) {
            for (Operation operation : Operation.all()) {
                if (operation.isRead() && operation.path().startsWith("/v1/exercise")) {
                    for (String type : operation.types()) {
                        Response response =
                                operation.call(reader.request().get().accept(type), exercise.known(operation));
                        String answer = Answers.whole(response);
                        boolean told = PlantedExercise.SECRETS.stream().anyMatch(answer::contains);
                        if (told && RUN_IT.contains(reader.toString())) {
                            seen++;
                        } else if (told || response.statusCode() >= 500) {
                            leaks.add(reader + " " + operation.id() + " " + type + " → " + answer);
                        }
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(seen).isGreaterThan(6);
    }

    @Test
    void publishedFiguresNameNoContact() {
        PlantedExercise exercise = PlantedExercise.make();
        for (String path : List.of("/v1/exercises/" + exercise.id() + "/statistics", "/v1/exercise-trend")) {
            String answer = Answers.whole(Register.anybody().get(path));
            assertThat(answer).contains(exercise.id()).doesNotContain("-desk", "@", "+1-555");
        }
    }
}
