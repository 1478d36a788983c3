package org.sluice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The portal: one process that serves the pages and keeps the latest snapshot of one Slurm cluster. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(
        systemName = "Sluice",
        sharedModules = {"slurm", "web"})
public class SluicePortal {
    public static void main(String[] args) {
        SpringApplication.run(SluicePortal.class, args);
    }
}
