package org.sluice.cluster.command;

import java.util.List;
import org.sluice.cluster.Rows;

/**
 * A record as far as it could be read.
 *
 * @param unread the fields that could not
 */
record Read<R>(R record, List<String> unread) {
    /** The records of these rows; those that lack fields count as unreadable and stay. */
    static <R> Rows<R> counted(Rows<Read<R>> rows) {
        return rows.counting(Read::unread).map(Read::record);
    }
}
