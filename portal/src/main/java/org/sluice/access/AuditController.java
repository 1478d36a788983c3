package org.sluice.access;

import org.sluice.web.RailEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The audit page, for Slurm's administrators. */
@Controller
class AuditController {
    private static final int NEWEST = 200;

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @Bean
    static RailEntry auditEntry() {
        return RailEntry.forAdministrators("Audit", "/audit", "audit", 90);
    }

    @GetMapping("/audit")
    String audit(Model model) {
        model.addAttribute("entries", audit.newest(NEWEST));
        model.addAttribute("limit", NEWEST);
        return "access/audit";
    }
}
