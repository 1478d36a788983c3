package org.sluice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page what the frame around it shows. */
@ControllerAdvice
class FrameAdvice {
    private final Rail rail;
    private final WebProperties properties;
    private final Clock clock;

    FrameAdvice(Rail rail, WebProperties properties, Clock clock) {
        this.rail = rail;
        this.properties = properties;
        this.clock = clock;
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        model.addAttribute("rail", rail.forEverybody());
        model.addAttribute("administratorsRail", rail.forAdministrators());
        model.addAttribute("clusterName", properties.clusterName());
        model.addAttribute("notice", properties.notice());
        model.addAttribute("now", clock.millis());
        model.addAttribute("requestId", RequestIdFilter.of(request));
    }
}
