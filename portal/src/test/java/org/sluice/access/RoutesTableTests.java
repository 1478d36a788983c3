package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** What the rooms declare about their addresses, put together. */
class RoutesTableTests {
    private static final String PRODUCT = "org.sluice.";

    @Test
    void theStricterOfTwoDeclarationsCounts() {
        RoutesTable table = new RoutesTable(List.of(
                Routes.of("nodes").forEverybody("/nodes").forViewers("/nodes/*", "POST /nodes/*"),
                Routes.of("workers").forAdministrators("/nodes/workers").forOperators("/nodes/workers/*")));
        assertThat(table.strictestFirst())
                .extracting(Routes.Route::address)
                .containsExactly("/nodes/workers", "/nodes/workers/*", "/nodes/*", "POST /nodes/*", "/nodes");
    }

    @Test
    void anAddressThatTwoRoomsDeclareStopsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new RoutesTable(List.of(
                        Routes.of("nodes").forViewers("/nodes/*"),
                        Routes.of("workers").forAdministrators("/nodes/*"))))
                .withMessageContainingAll("/nodes/*", "VIEWERS by nodes", "ADMINISTRATORS by workers");
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Routes.of("nodes").forViewers("nodes"))
                .withMessageContaining("nodes");
    }

    @Test
    void everyRoomDeclaresTheAddressesOfItsControllers() throws ReflectiveOperationException {
        List<Routes.Route> declared =
                new RoutesTable(rooms()).strictestFirst().stream().toList();
        for (Class<?> controller : classesWith(RequestMapping.class)) {
            String room = room(controller);
            for (String path : paths(controller)) {
                assertThat(declared)
                        .as("%s of %s", path, controller)
                        .anyMatch(route -> route.room().equals(room) && matches(route.path(), path));
            }
        }
    }

    private static boolean matches(String declared, String path) {
        return PathPatternParser.defaultInstance.parse(declared).matches(PathContainer.parsePath(path));
    }

    private static List<Routes> rooms() throws ReflectiveOperationException {
        List<Routes> rooms = new ArrayList<>();
        for (Class<?> place : classesWith(Bean.class)) {
            for (Method method : place.getDeclaredMethods()) {
                if (method.getReturnType() == Routes.class) {
                    method.setAccessible(true);
                    Routes routes = (Routes) Objects.requireNonNull(method.invoke(null));
                    assertThat(routes.declared()).extracting(Routes.Route::room).containsOnly(room(place));
                    rooms.add(routes);
                }
            }
        }
        return rooms;
    }

    private static String room(Class<?> place) {
        String rest = place.getName().substring(PRODUCT.length());
        return rest.substring(0, rest.indexOf('.'));
    }

    private static Stream<String> paths(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null ? Stream.of() : Stream.of(mapping.path());
    }

    private static List<String> paths(Class<?> controller) {
        return Stream.of(controller.getDeclaredMethods())
                .flatMap(RoutesTableTests::paths)
                .toList();
    }

    private static List<Class<?>> classesWith(Class<?> annotation) throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter((reader, factory) -> {
            AnnotationMetadata metadata = reader.getAnnotationMetadata();
            String file = reader.getResource().toString();
            return metadata.hasAnnotatedMethods(annotation.getName()) && !file.contains("/test-classes/");
        });
        List<Class<?>> classes = new ArrayList<>();
        for (var found : scanner.findCandidateComponents("org.sluice")) {
            classes.add(Class.forName(Objects.requireNonNull(found.getBeanClassName())));
        }
        return classes;
    }
}
