"""What the engine alone may do with the contacts of customers."""

# In the context of what settles a contact: its values go where they are told to.
SETTLING = "customer_settling"
