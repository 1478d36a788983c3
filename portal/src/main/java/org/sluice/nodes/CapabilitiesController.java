package org.sluice.nodes;

import java.util.Collection;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the nodes can keep of Slurm's promises, for everybody who signed in. */
@Controller
class CapabilitiesController {
    private final Capabilities capabilities;
    private final NodesProperties properties;

    CapabilitiesController(Capabilities capabilities, NodesProperties properties) {
        this.capabilities = capabilities;
        this.properties = properties;
    }

    @GetMapping("/cluster/capabilities")
    String page(Model model) {
        Collection<ReportedCapabilities> all = capabilities.all();
        model.addAttribute("capabilities", CapabilityView.of(all));
        model.addAttribute("nodes", all);
        model.addAttribute("network", properties.network());
        return "nodes/capabilities";
    }
}
