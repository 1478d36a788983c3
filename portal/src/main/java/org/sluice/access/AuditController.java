package org.sluice.access;

import java.util.List;
import org.sluice.web.RailEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

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
    String audit(
            @RequestParam(defaultValue = "false") boolean signIns,
            @RequestParam(defaultValue = "") String login,
            Model model) {
        String asked = LocalAccount.isPlain(login) ? login : "";
        model.addAttribute("signIns", signIns);
        model.addAttribute("login", asked);
        model.addAttribute("entries", signIns ? List.of() : audit.newest(asked, NEWEST));
        model.addAttribute("counts", signIns ? audit.signIns(asked, NEWEST) : List.of());
        model.addAttribute("limit", NEWEST);
        return "access/audit";
    }
}
