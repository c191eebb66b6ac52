presence-one = Även { $name } ser på det här
presence-several = Även { $names } och { $last } ser på det här
