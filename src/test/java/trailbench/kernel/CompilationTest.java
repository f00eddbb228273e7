package trailbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import org.junit.jupiter.api.Test;

class CompilationTest {
    private static final String VECTORS = "jdk.incubator.vector";

    @Test
    void everyClassWithVectorsIsCompiledMethodByMethod() {
        Set<String> withVectors = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("trailbench.kernel").stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream().anyMatch(use -> use.getTargetClass().getPackageName().equals(VECTORS)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(HashSet::new));
        assertTrue(withVectors.remove(Vectors.class.getName()));
        assertEquals(Compilation.LOOPS.stream().map(Class::getName).collect(Collectors.toSet()), withVectors);
    }

    /// Such a vector would cross a call that is never inlined, and live on the heap.
    @Test
    void noMethodThatIsCompiledAloneTakesOrReturnsAVector() {
        Set<String> crossing = Compilation.LOOPS.stream()
                .flatMap(type -> new ClassFileImporter().importClass(type).getMethods().stream())
                .filter(method -> Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .anyMatch(type -> type.isAssignableTo(Vector.class) || type.isAssignableTo(VectorMask.class)))
                .map(JavaMethod::getFullName)
                .collect(Collectors.toSet());
        assertEquals(Set.of(), crossing);
    }
}
