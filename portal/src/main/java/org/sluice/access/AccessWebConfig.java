package org.sluice.access;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes the viewer an argument every controller can ask for. */
@Configuration
class AccessWebConfig implements WebMvcConfigurer {
    private final ViewerArguments viewerArguments;

    AccessWebConfig(ViewerArguments viewerArguments) {
        this.viewerArguments = viewerArguments;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(viewerArguments);
    }
}
