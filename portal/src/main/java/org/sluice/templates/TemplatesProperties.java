package org.sluice.templates;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The catalogue of job templates.
 *
 * @param directory one subdirectory a template, as docs/develop/templates.md describes them
 */
@Validated
@ConfigurationProperties("sluice.templates")
record TemplatesProperties(
        @NotNull(message = "is not set: name the directory of the job templates")
        Path directory) {}
