package org.sluice.access;

import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the gateway whether who is asking may see what is for Slurm's administrators alone, such as Grafana. */
@RestController
class GatewayController {
    private static final String LOGIN = "X-Sluice-Login";

    private final Viewers viewers;

    GatewayController(Viewers viewers) {
        this.viewers = viewers;
    }

    /** 204 with the login for an administrator, 403 for everybody else; a gateway understands no other refusal. */
    @GetMapping("/gateway/administrator")
    ResponseEntity<Void> administrator(@Nullable Principal principal) {
        Optional<Viewer> administrator =
                Optional.ofNullable(principal).flatMap(viewers::of).filter(Viewer::isAdministrator);
        return administrator
                .map(viewer ->
                        ResponseEntity.noContent().header(LOGIN, viewer.login()).<Void>build())
                .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
    }
}
