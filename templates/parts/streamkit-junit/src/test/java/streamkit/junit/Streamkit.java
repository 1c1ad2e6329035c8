package streamkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a stack on free ports before the tests of a class, and deletes it after them. Tests get its addresses as parameters: a
 * {@link Stack}, or a {@code String} with {@link BootstrapServers}. Classes with the same options share a stack.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StreamkitExtension.class)
public @interface Streamkit {
    /** Services to start; dependencies are included (default: those of the project, otherwise Kafka). */
    String[] services() default {};

    /** Folder of a streamkit.yml, which is applied once the services are ready. */
    String project() default "";

    /** How a new stack runs Kafka: {@code kraft} needs no ZooKeeper (default: as the project says, otherwise zookeeper). */
    String kafkaMode() default "";

    /** Whether the class has a stack of its own, which is deleted after its last test. */
    boolean isolated() default false;

    /** Name of a stack that all JVMs share. The first one starts it, and it keeps running. */
    String share() default "";
}
