package org.sluice.nodes;

import java.util.function.Supplier;
import org.sluice.cluster.SlurmRefused;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.springframework.ui.Model;

/** Gives a page the sentence for what came of an action: yours to fix, refused by Slurm, or not asked. */
public final class ActionOutcome {
    private ActionOutcome() {}

    /**
     * Runs the action; where it fails the page's model says why.
     *
     * @return whether it was done
     */
    public static boolean of(Supplier<Boolean> action, Model model) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            model.addAttribute("wrong", e.getMessage());
        } catch (SlurmRefused e) {
            model.addAttribute("refused", e.words());
        } catch (ClusterUnreachable e) {
            model.addAttribute("unreachable", e.getMessage() + " Nothing was changed.");
        } catch (AnswerLost e) {
            model.addAttribute("unreachable", e.getMessage() + " Whether it was done will show here.");
        }
        return false;
    }
}
