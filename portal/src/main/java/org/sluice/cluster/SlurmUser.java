package org.sluice.cluster;

import java.util.List;
import org.sluice.access.AdminLevel;

/**
 * A user as accounting has it.
 *
 * @param coordinates accounts the user coordinates
 */
public record SlurmUser(String name, AdminLevel adminLevel, String defaultAccount, List<String> coordinates) {}
