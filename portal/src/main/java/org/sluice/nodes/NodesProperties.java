package org.sluice.nodes;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only the site knows of its nodes.
 *
 * @param network one sentence for people about the network between nodes, above all whether training over more than one
 *     node makes sense on it; empty says that it is not known
 */
@ConfigurationProperties("sluice.nodes")
record NodesProperties(@DefaultValue("") String network) {}
