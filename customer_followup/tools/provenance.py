"""Where a value came from."""

# In the context of what writes a dossier: (model, id) of the document that says so, a
# submission or a follow-up. Without it, the user says so.
SOURCE = "customer_source"
