package trailbench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    /// RFC 4231, test case 1: twenty bytes of 0x0b and "Hi There" give b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7.
    @Test
    void aPseudonymIsTheFirstHalfOfAKeyedHash() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertEquals("b0344c61d8db38535ca8afceaf0bf12b", new Pseudonyms(key).of("Hi There"));
    }
}
