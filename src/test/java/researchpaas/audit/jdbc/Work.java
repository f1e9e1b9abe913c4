package researchpaas.audit.jdbc;

import org.springframework.transaction.annotation.Transactional;

/// Something that a use case does in one transaction.
class Work {
    @Transactional
    public void run(Runnable work) {
        work.run();
    }
}
