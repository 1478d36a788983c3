package org.sluice.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Component;

/** The job templates, read once at the start; one that cannot be used stops it. */
@Component
class Catalogue {
    private final Map<String, JobTemplate> byName = new LinkedHashMap<>();

    Catalogue(TemplatesProperties properties) {
        Path directory = properties.directory();
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(Files::isDirectory)
                    .map(TemplateReader::read)
                    .sorted(Comparator.comparingInt(JobTemplate::order).thenComparing(JobTemplate::name))
                    .forEach(template -> byName.put(template.name(), template));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "sluice.templates.directory: " + directory + " cannot be read; make it or correct the path", e);
        }
    }

    JobTemplate require(String name) {
        JobTemplate template = byName.get(name);
        if (template == null) {
            throw new NotFound();
        }
        return template;
    }

    Optional<JobTemplate> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All templates by category, in their order. */
    Map<String, List<JobTemplate>> byCategory() {
        return byName.values().stream()
                .collect(Collectors.groupingBy(JobTemplate::category, LinkedHashMap::new, Collectors.toList()));
    }
}
