package org.sluice.access;

/** Somebody has signed out, told as an event once their session has ended; other sessions of theirs may go on. */
public record SignedOut(String login) {}
