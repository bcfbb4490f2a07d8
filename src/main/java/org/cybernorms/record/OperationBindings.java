package org.cybernorms.record;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.cybernorms.contract.Contract;

/** Refuses to start unless every operation of the contract is bound to exactly one method. */
@ApplicationScoped
class OperationBindings {

    private static final String GENERATED = "org.cybernorms.api";
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private final Contract contract;
    private final Kinds kinds;
    private final BeanManager beans;

    OperationBindings(Contract contract, Kinds kinds, BeanManager beans) {
        this.contract = contract;
        this.kinds = kinds;
        this.beans = beans;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        TreeMap<String, Integer> bound = new TreeMap<>();
        contract.operations().forEach(id -> bound.put(id, 0));
        List<String> ids = new ArrayList<>(particular());
        ids.addAll(shared());
        ids.forEach(id -> bound.merge(id, 1, Integer::sum));
        bound.values().removeIf(count -> count == 1);
        if (!bound.isEmpty()) {
            throw new IllegalStateException("operations that are not bound to exactly one method: " + bound);
        }
    }

    /** The operations of generated interfaces. */
    private List<String> particular() {
        List<String> ids = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            for (Class<?> contracted : bean.getBeanClass().getInterfaces()) {
                if (contracted.getPackageName().equals(GENERATED)) {
                    for (Method method : contracted.getDeclaredMethods()) {
                        ids.add(method.getName());
                    }
                }
            }
        }
        return ids;
    }

    /** The operations that all kinds share, for each kind that the contract offers them for. */
    private List<String> shared() {
        List<String> ids = new ArrayList<>();
        for (Method method : RecordResource.class.getDeclaredMethods()) {
            Path path = method.getAnnotation(Path.class);
            if (path != null) {
                kinds.all().forEach(kind -> contract.operation(
                                verb(method), path.value().replace("{kind}", kind.name()))
                        .map(Contract.Operation::id)
                        .ifPresent(ids::add));
            }
        }
        return ids;
    }

    private static String verb(Method method) {
        Optional<String> verb = METHODS.stream()
                .filter(method::isAnnotationPresent)
                .map(Class::getSimpleName)
                .findFirst();
        return verb.orElseThrow();
    }
}
