package org.sluice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page what the frame around it shows; first of all, since the moment counts for what is read after it. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class FrameAdvice {
    private final Rail rail;
    private final WebProperties properties;
    private final LiveStreams streams;
    private final Clock clock;

    FrameAdvice(Rail rail, WebProperties properties, LiveStreams streams, Clock clock) {
        this.rail = rail;
        this.properties = properties;
        this.streams = streams;
        this.clock = clock;
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        model.addAttribute("rail", rail.of(RailEntry.Readers.EVERYBODY));
        model.addAttribute("operatorsRail", rail.of(RailEntry.Readers.OPERATORS));
        model.addAttribute("administratorsRail", rail.of(RailEntry.Readers.ADMINISTRATORS));
        model.addAttribute("clusterName", properties.clusterName());
        model.addAttribute("notice", properties.notice());
        model.addAttribute("now", clock.millis());
        model.addAttribute("liveSince", streams.moment());
        model.addAttribute("requestId", RequestIdFilter.of(request));
    }
}
