package researchpaas.account.jdbc;

import researchpaas.account.People;
import researchpaas.account.PeopleContract;
import researchpaas.document.jdbc.TestLibrary;

interface StoredPeople extends PeopleContract {
    TestLibrary library();

    @Override
    default People people() {
        return new People(library());
    }
}
