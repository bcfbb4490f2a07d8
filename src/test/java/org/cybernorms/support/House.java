package org.cybernorms.support;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import org.cybernorms.record.Kind;

/** The compiled classes of the service, imported once for all tests that ask about them. */
public final class House {

    private House() {}

    /** All classes of the service, generated ones too. */
    public static JavaClasses classes() {
        return Imported.CLASSES;
    }

    /** The classes that say what is particular to a kind of record. */
    public static List<JavaClass> kinds() {
        return classes().stream()
                .filter(type -> type.isAssignableTo(Kind.class))
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .toList();
    }

    /** The kinds whose records cite documents, by the names that they bear in addresses and in the catalogue. */
    public static List<String> kindsThatCite() {
        return kinds().stream().filter(House::cites).map(House::name).toList();
    }

    /** {@code PointsOfContact} is {@code points-of-contact}. */
    private static String name(JavaClass kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static boolean cites(JavaClass kind) {
        return kind.getInterfaces().stream()
                .filter(JavaParameterizedType.class::isInstance)
                .map(JavaParameterizedType.class::cast)
                .filter(type -> type.toErasure().isEquivalentTo(Kind.class))
                .map(type -> type.getActualTypeArguments().get(0).toErasure())
                .anyMatch(model -> model.tryGetMethod("getCitations").isPresent());
    }

    private static final class Imported {
        static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.cybernorms");
    }
}
