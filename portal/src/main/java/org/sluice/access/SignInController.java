package org.sluice.access;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page; who is signed in already goes home. */
@Controller
class SignInController {
    @GetMapping("/sign-in")
    String signIn(@Nullable Principal principal, @RequestParam @Nullable String problem, Model model) {
        if (principal != null) {
            return "redirect:/";
        }
        if (problem != null) {
            model.addAttribute("problem", words(problem));
        }
        return "access/sign-in";
    }

    private static String words(String problem) {
        return switch (problem) {
            case "resting" ->
                "Too many tries. Wait a minute, then try again; each further wrong one makes the wait longer.";
            case "busy" ->
                "So many people are signing in at once that this try was not looked at. Try again in a minute.";
            case "ended" -> "Your session has ended. Sign in again to go on.";
            case "signed-out" -> "You are signed out.";
            default -> "Login and password do not match. Check both and try again.";
        };
    }
}
