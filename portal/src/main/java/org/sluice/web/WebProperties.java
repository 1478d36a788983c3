package org.sluice.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every page says about the place it stands in.
 *
 * @param clusterName the cluster's name as people call it, shown at the top of every page and where they sign in
 * @param notice one line shown on every page, for example that this is a demo; empty shows none
 */
@ConfigurationProperties("sluice.web")
record WebProperties(
        @DefaultValue("Slurm cluster") String clusterName,
        @DefaultValue("") String notice) {}
