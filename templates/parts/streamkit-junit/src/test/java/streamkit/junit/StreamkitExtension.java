package streamkit.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link Streamkit} does. JUnit closes the stacks with the context whose store they are in. */
public final class StreamkitExtension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StreamkitExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        stackOf(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stack.class || type == String.class && parameter.isAnnotated(BootstrapServers.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Stack stack = stackOf(context);
        return parameter.getParameter().getType() == Stack.class ? stack : stack.bootstrapServers();
    }

    /** Annotations with the same values are equal; a nested class finds the stack of the class around it. */
    private static Stack stackOf(ExtensionContext context) {
        Streamkit options = optionsOf(context.getRequiredTestClass());
        ExtensionContext owner = options.isolated() ? context : context.getRoot();
        return owner.getStore(NAMESPACE).getOrComputeIfAbsent(options, Stack::start, Stack.class);
    }

    private static Streamkit optionsOf(Class<?> testClass) {
        for (Class<?> one = testClass; one != null; one = one.getEnclosingClass()) {
            var options = AnnotationSupport.findAnnotation(one, Streamkit.class);
            if (options.isPresent()) {
                return options.get();
            }
        }
        throw new IllegalStateException(testClass.getName() + " is not annotated with @Streamkit");
    }
}
