package org.sluice.templates;

import java.util.List;
import org.sluice.slurm.SbatchOptions;

/**
 * A template of the catalogue.
 *
 * @param name its directory's name, and the last part of its address
 * @param order smaller stands first
 * @param always options of every job of this template
 * @param body the script as it stands in {@code script.sh}, without its first line
 */
record JobTemplate(
        String name,
        String title,
        String summary,
        String category,
        String icon,
        int order,
        SbatchOptions always,
        List<FormField> fields,
        String body) {

    FormValues defaults() {
        return FormValues.defaultsOf(this);
    }
}
