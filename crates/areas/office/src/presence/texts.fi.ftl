presence-one = Myös { $name } katsoo tätä
presence-several = Myös { $names } ja { $last } katsovat tätä
