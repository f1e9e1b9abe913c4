package researchpaas.checkup;

import java.util.List;

/// One part's look at its settings and at what they lead to. It changes nothing, needs no lock, and
/// asks an outside service only where the settings name one.
///
/// A class that implements it is found by its type; `doctor` makes it with the settings and ports
/// that its constructor names.
public interface Check {
    /// In the order in which people should read it; bounded in time as far as it can be.
    List<Diagnosis> look();
}
