package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;
import org.springframework.web.util.ServletRequestPathUtils;

class AssetLinksTests {
    private final List<String> lookedUp = new ArrayList<>();

    @Test
    void looksOnlyLinksToAssetsUp() throws Exception {
        List<String> links = encode(
                "", "/jobs/123", "/web/sluice.css", "/jobs?words=/web/", "/webjars/htmx.org/htmx.min.js", "/webx", "");

        assertThat(lookedUp).containsExactly("web/sluice.css", "webjars/htmx.org/htmx.min.js");
        assertThat(links)
                .containsExactly(
                        "/jobs/123",
                        "/web/sluice.css-v1",
                        "/jobs?words=/web/",
                        "/webjars/htmx.org/htmx.min.js-v1",
                        "/webx",
                        "");
    }

    @Test
    void looksAssetsUpBelowThePathOfThePortal() throws Exception {
        assertThat(encode("/sluice", "/sluice/web/a.js", "/sluice/jobs/1", "/web/a.js"))
                .containsExactly("/sluice/web/a.js-v1", "/sluice/jobs/1", "/web/a.js");
        assertThat(lookedUp).containsExactly("web/a.js");
    }

    private List<String> encode(String context, String... links) throws Exception {
        List<String> encoded = new ArrayList<>();
        MockHttpServletRequest page = new MockHttpServletRequest("GET", context + "/jobs");
        page.setContextPath(context);
        ServletRequestPathUtils.parseAndCache(page);
        FilterChain templates = (request, response) -> {
            request.setAttribute(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR, assets());
            for (String link : links) {
                encoded.add(((HttpServletResponse) response).encodeURL(link));
            }
        };
        new AssetLinks().doFilter(page, new MockHttpServletResponse(), templates);
        return encoded;
    }

    /** Gives every link it is asked for a version. */
    private ResourceUrlProvider assets() {
        ResourceHttpRequestHandler handler = new ResourceHttpRequestHandler();
        handler.setResourceResolvers(List.of(new PathResourceResolver() {
            @Override
            public String resolveUrlPath(String path, List<? extends Resource> locations, ResourceResolverChain chain) {
                lookedUp.add(path);
                return path + "-v1";
            }
        }));
        ResourceUrlProvider provider = new ResourceUrlProvider();
        provider.setHandlerMap(Map.of("/**", handler));
        return provider;
    }
}
