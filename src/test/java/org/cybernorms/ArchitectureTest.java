package org.cybernorms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cybernorms.support.House;
import org.junit.jupiter.api.Test;

/** The rules of the house. */
class ArchitectureTest {

    private static final int LONGEST_FILE = 250;

    /** What everything above it may use. */
    private static final Set<String> CORE =
            Set.of("contract", "http", "log", "projection", "vault", "access", "record");

    /** What a package may use beside the generated models; one that is not named here may use the core alone. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "contract", Set.of(),
            "http", Set.of("contract"),
            "log", Set.of(),
            "projection", Set.of("log"),
            "vault", Set.of(),
            "access", Set.of("contract", "http", "log", "projection", "vault"),
            "citation", with("catalogue"),
            "directory.delivery", with("directory.contact"),
            "directory.exercise", with("directory.contact", "directory.delivery"),
            "directory.request", with("directory.contact", "directory.delivery"));

    private static Set<String> with(String... others) {
        return Stream.concat(CORE.stream(), Stream.of(others)).collect(Collectors.toSet());
    }

    private final JavaClasses classes = House.classes();

    @Test
    void packagesUseWhatIsBelowThem() {
        packages().forEach(name -> {
            Set<String> below = MAY_USE.getOrDefault(name, CORE);
            String[] others = packages()
                    .filter(other -> !other.equals(name) && !below.contains(other))
                    .map(other -> "org.cybernorms." + other)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.cybernorms." + name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        });
    }

    private Stream<String> packages() {
        return classes.stream()
                .map(one -> one.getPackageName())
                .filter(name -> name.startsWith("org.cybernorms.") && !name.startsWith("org.cybernorms.api"))
                .map(name -> name.substring("org.cybernorms.".length()))
                .distinct();
    }

    @Test
    void kindsAreKnownToNobody() {
        List<String> kinds = packages().filter(name -> name.startsWith("kind.")).toList();
        assertThat(kinds).contains("kind.norm").hasSizeGreaterThan(5);
        kinds.forEach(kind -> noClasses()
                .that()
                .resideOutsideOfPackage("org.cybernorms." + kind)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.cybernorms." + kind)
                .check(classes));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.cybernorms.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void tablesAreKnownOnlyToThosePackagesThatOwnThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.cybernorms.log",
                        "org.cybernorms.vault",
                        "org.cybernorms.access",
                        "org.cybernorms.directory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "io.quarkus.hibernate..", "javax.sql..", "io.agroal..")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage("org.cybernorms.log", "org.cybernorms.projection")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus.hibernate.orm.panache..", "io.quarkus.panache..")
                .check(classes);
    }

    @Test
    void onlyThoseDecryptWhoDecideWhoSees() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.cybernorms.record.FieldEncryption")
                .and()
                .doNotHaveFullyQualifiedName("org.cybernorms.directory.contact.Attachments")
                .and()
                .doNotHaveFullyQualifiedName("org.cybernorms.directory.delivery.ConfidentialTexts")
                .and()
                .resideOutsideOfPackage("org.cybernorms.vault")
                .should()
                .callMethodWhere(describe(
                        "decrypts",
                        call -> call.getName().equals("decrypted")
                                && call.getTargetOwner().getSimpleName().equals("EncryptedStore")))
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.cybernorms.record",
                        "org.cybernorms.catalogue",
                        "org.cybernorms.directory.delivery",
                        "org.cybernorms.directory.exercise")
                .should()
                .callMethodWhere(describe(
                        "decrypts a record",
                        call -> call.getName().equals("decrypted")
                                && call.getTargetOwner().getSimpleName().equals("Visibility")))
                .check(classes);
    }

    @Test
    void theAddressOfTheRequestIsReadOnlyAtTheDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.cybernorms.http")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.ws.rs.core.UriInfo")
                .check(classes);
    }

    @Test
    void onlyResourcesImplementGeneratedInterfaces() {
        classes()
                .that()
                .implement(describe(
                        "a generated interface",
                        type -> type.getPackageName().equals("org.cybernorms.api")
                                && type.getSimpleName().endsWith("Api")))
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(classes);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.cybernorms.api..")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(classes);
    }

    @Test
    void whatIsNeededComesThroughTheConstructor() {
        fields().should().notBeAnnotatedWith(Inject.class).check(classes);
    }

    @Test
    void noFileIsLongerThanAReaderHolds() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ArchitectureTest::isTooLong)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static boolean isTooLong(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count() > LONGEST_FILE;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
