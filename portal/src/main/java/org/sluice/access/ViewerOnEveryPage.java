package org.sluice.access;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells the frame of every page who is looking. */
@ControllerAdvice
class ViewerOnEveryPage {
    private final Viewers viewers;

    ViewerOnEveryPage(Viewers viewers) {
        this.viewers = viewers;
    }

    @ModelAttribute
    void viewer(@Nullable Principal principal, Model model) {
        if (principal == null) {
            return;
        }
        viewers.of(principal).ifPresent(viewer -> {
            model.addAttribute("viewer", viewer);
            model.addAttribute("viewerName", viewer.name());
            model.addAttribute("viewerUnixUser", viewer.unixUser());
            model.addAttribute("viewerRoles", roles(viewer));
            model.addAttribute("viewerIsOperator", viewer.isOperator());
            model.addAttribute("viewerIsAdministrator", viewer.isAdministrator());
        });
    }

    private static String roles(Viewer viewer) {
        return switch (viewer.level()) {
            case NONE -> "";
            case OPERATOR -> "Slurm operator";
            case ADMINISTRATOR -> "Slurm administrator";
        };
    }
}
