"""Who gets which customers, when many are given to several people."""

import heapq


def spread(customers, receivers, load=None):
    """Give each customer to whoever has the fewest by then.

    :param customers: what is given, in the order in which it is given
    :param receivers: those who get it, the earlier one first where two have the same
    :param dict load: how many each has already; None to give each the same number
    :return: {customer: receiver}

    >>> spread("abcde", ["Li", "Wang"])
    {'a': 'Li', 'b': 'Wang', 'c': 'Li', 'd': 'Wang', 'e': 'Li'}
    >>> spread("abcde", ["Li", "Wang"], {"Li": 3})
    {'a': 'Wang', 'b': 'Wang', 'c': 'Wang', 'd': 'Li', 'e': 'Wang'}
    >>> spread("ab", [])
    {}
    """
    load = load or {}
    queue = [
        (load.get(receiver, 0), place, receiver)
        for place, receiver in enumerate(receivers)
    ]
    heapq.heapify(queue)
    given = {}
    for customer in customers if queue else ():
        count, place, receiver = queue[0]
        given[customer] = receiver
        heapq.heapreplace(queue, (count + 1, place, receiver))
    return given
