package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What every template of every room keeps to. */
class TemplateRulesTests {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z](?:[^<>\"]++|\"[^\"]*+\")*+>");
    private static final Pattern TAG_NAME = Pattern.compile("<([a-z][a-z0-9]*)[\\s>]");
    private static final Pattern FRAGMENT = Pattern.compile("th:fragment=\"([a-zA-Z]+)");
    private static final Pattern CLASSES = Pattern.compile("(?<![\\w:-])class=\"([^\"]*)\"");
    private static final Pattern ICON = Pattern.compile("icon\\('([^']*)'\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\.([a-z][a-zA-Z0-9-]*)(?=[^{}]*\\{)");
    private static final Pattern BACKTICKED = Pattern.compile("`([a-z][a-z0-9<>-]*)`");

    private static final Map<String, String> templates = new TreeMap<>();
    private static String css = "";
    private static String bootstrap = "";
    private static String icons = "";
    private static String readme = "";

    @BeforeAll
    static void read() throws IOException {
        for (Resource template : find("classpath*:/templates/**/*.html")) {
            String where = template.getURL().getPath().replaceAll(".*/templates/", "");
            templates.put(where, COMMENT.matcher(text(template)).replaceAll(""));
        }
        css = text(find("classpath*:/static/web/sluice.css")[0]).replaceAll("(?s)/\\*.*?\\*/", "");
        icons = text(find("classpath*:/static/web/icons.svg")[0]);
        readme = text(find("classpath*:/static/web/README.md")[0]);
        bootstrap = text(find("classpath*:/META-INF/resources/webjars/bootstrap/*/dist/css/bootstrap.min.css")[0]);
        assertThat(templates).containsKeys("web/frame.html", "style/jobs.html");
    }

    @Test
    void writesPeoplesTextOnlyAsText() {
        assertThat(places(Pattern.compile("th:utext|\\[\\(|th:inline"))).isEmpty();
    }

    @Test
    void keepsStylesAndScriptsOutOfPages() {
        assertThat(places(Pattern.compile(
                        "\\sstyle=|th:style|th:on\\w+=|\\son[a-z]+=|hx-on|<style|<script(?![^>]*src=)|\\sjs:")))
                .isEmpty();
    }

    @Test
    void doesNotPutAConditionWhereTheReplacementWouldDropIt() {
        List<String> dropped = new ArrayList<>();
        templates.forEach((where, text) -> TAG.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(tag -> tag.contains("th:replace=") || tag.contains("th:insert="))
                .filter(tag -> tag.contains("th:if=") || tag.contains("th:unless=") || tag.contains("th:each="))
                .forEach(tag -> dropped.add(where + ": " + tag)));
        assertThat(dropped).isEmpty();
    }

    @Test
    void namesNoFragmentLikeATagThatItWouldSelectToo() {
        Set<String> tags = new TreeSet<>();
        templates
                .values()
                .forEach(text -> TAG_NAME.matcher(text)
                        .results()
                        .map(tag -> tag.group(1))
                        .forEach(tags::add));
        Set<String> mistaken = new TreeSet<>();
        templates.forEach((where, text) -> FRAGMENT.matcher(text)
                .results()
                .map(fragment -> fragment.group(1))
                .filter(tags::contains)
                .forEach(name -> mistaken.add(where + ": " + name)));
        assertThat(mistaken).isEmpty();
    }

    @Test
    void escapesApostrophesTheWayExpressionsRead() {
        assertThat(places(Pattern.compile("\\w''\\w"))).isEmpty();
    }

    @Test
    void drawsOnlyIconsThatExist() {
        Set<String> missing = new TreeSet<>();
        templates.forEach((where, text) -> ICON.matcher(text)
                .results()
                .map(icon -> icon.group(1))
                .filter(icon -> !icons.contains("id=\"" + icon + "\""))
                .forEach(icon -> missing.add(where + ": " + icon)));
        assertThat(missing).isEmpty();
    }

    @Test
    void usesOnlyClassesThatExist() {
        Set<String> known = classesOf(css);
        known.addAll(classesOf(bootstrap));
        Set<String> unknown = new TreeSet<>();
        templates.forEach((where, text) -> CLASSES.matcher(text)
                .results()
                .flatMap(classes -> Pattern.compile("\\s+").splitAsStream(classes.group(1)))
                .filter(name -> !name.isEmpty() && !known.contains(name))
                .forEach(name -> unknown.add(where + ": " + name)));
        assertThat(unknown).isEmpty();
    }

    @Test
    void listsEveryClassInTheReadme() {
        Set<String> own = classesOf(css);
        own.removeAll(classesOf(bootstrap));
        own.removeIf(name -> name.startsWith("state-"));
        Set<String> listed = new TreeSet<>();
        BACKTICKED.matcher(readme).results().map(name -> name.group(1)).forEach(listed::add);
        assertThat(listed).containsAll(own);
    }

    private static List<String> places(Pattern forbidden) {
        List<String> places = new ArrayList<>();
        templates.forEach((where, text) ->
                forbidden.matcher(text).results().forEach(found -> places.add(where + ": " + found.group())));
        return places;
    }

    private static Set<String> classesOf(String stylesheet) {
        Set<String> classes = new TreeSet<>();
        SELECTOR.matcher(stylesheet).results().map(name -> name.group(1)).forEach(classes::add);
        return classes;
    }

    private static Resource[] find(String pattern) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources(pattern);
        assertThat(found).as(pattern).isNotEmpty();
        return found;
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(StandardCharsets.UTF_8);
    }
}
