package org.sluice.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/**
 * Puts the version of an asset into links to it, and looks only links to assets up.
 *
 * <p>Spring's own filter looks every link of a page up on the class path: with a list of jobs that is most of the time
 * that the page takes.
 */
class AssetLinks extends ResourceUrlEncodingFilter {
    /** Takes the place of the filter that Spring Boot registers for Thymeleaf, for the same kinds of dispatch. */
    @Component
    static class Registration {
        @Bean
        static FilterRegistrationBean<ResourceUrlEncodingFilter> assetLinks() {
            FilterRegistrationBean<ResourceUrlEncodingFilter> registration =
                    new FilterRegistrationBean<>(new AssetLinks());
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
            return registration;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String context = ((HttpServletRequest) request).getContextPath();
        super.doFilter(
                request,
                response,
                (inner, looksUp) -> chain.doFilter(
                        inner, new OnlyAssets(context, (HttpServletResponse) looksUp, (HttpServletResponse) response)));
    }

    /** Has links to assets looked up, and all others encoded without. */
    private static class OnlyAssets extends HttpServletResponseWrapper {
        private final String context;
        private final HttpServletResponse looksUp;
        private final HttpServletResponse plain;

        OnlyAssets(String context, HttpServletResponse looksUp, HttpServletResponse plain) {
            super(looksUp);
            this.context = context;
            this.looksUp = looksUp;
            this.plain = plain;
        }

        @Override
        public String encodeURL(String url) {
            boolean asset = url.startsWith(context) && AssetsWithoutSession.isAsset(url.substring(context.length()));
            return asset ? looksUp.encodeURL(url) : plain.encodeURL(url);
        }
    }
}
