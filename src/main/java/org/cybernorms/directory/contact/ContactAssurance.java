package org.cybernorms.directory.contact;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.cybernorms.api.model.Assurance;
import org.jspecify.annotations.Nullable;

/** How sure it is that a contact answers, in each of its networks. */
public interface ContactAssurance {

    List<Assurance> of(String contact, Collection<String> networks, @Nullable LocalDate renewedOn);
}
