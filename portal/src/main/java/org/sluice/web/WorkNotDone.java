package org.sluice.web;

/** Costly work for a page was refused or given up; the message says why, without a full stop. */
public final class WorkNotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkNotDone(String why) {
        super(why);
    }
}
