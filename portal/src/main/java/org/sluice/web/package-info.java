/** The frame every page stands in: assets, formatters, error pages, live-update helpers. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sluice.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
